import { describe } from '@jest/globals';

import { analytics } from './mutations/analytics.cjs';
import { expectDetected } from './expectDetected.cjs';

describe('an Appcues that differs in its analytics', () => expectDetected(analytics, false));
