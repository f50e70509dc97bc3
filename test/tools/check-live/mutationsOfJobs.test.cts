import { describe } from '@jest/globals';

import { jobs } from './mutations/jobs.cjs';
import { expectDetected } from './expectDetected.cjs';

describe('an Appcues that differs in its jobs', () => expectDetected(jobs, false));
