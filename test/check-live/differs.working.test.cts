import { describe } from '@jest/globals';

import { jobs } from './alterations/jobs.cjs';
import { writing } from './alterations/writing.cjs';
import { findsOut } from './findsOut.cjs';

// Two files, so that they run side by side.
describe('an Appcues that differs in its jobs and exports', () => findsOut(jobs, false));

describe('an Appcues that differs in what it changes', () => findsOut(writing, true));
