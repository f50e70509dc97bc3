import { describe } from '@jest/globals';

import { analytics } from './mutations/analytics.cjs';
import { jobs } from './mutations/jobs.cjs';
import { reading } from './mutations/reading.cjs';
import { writing } from './mutations/writing.cjs';
import { expectDetected } from './expectDetected.cjs';

describe('an Appcues that differs in what it returns', () => {
	expectDetected([...reading, ...analytics, ...jobs], false);
});

describe('an Appcues that differs in what it changes', () => expectDetected(writing, true));
