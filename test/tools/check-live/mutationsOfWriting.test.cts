import { describe } from '@jest/globals';

import { writing } from './mutations/writing.cjs';
import { expectDetected } from './expectDetected.cjs';

describe('an Appcues that differs in what it changes', () => expectDetected(writing, true));
