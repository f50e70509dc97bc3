import { describe } from '@jest/globals';

import { analytics } from './alterations/analytics.cjs';
import { jobs } from './alterations/jobs.cjs';
import { reading } from './alterations/reading.cjs';
import { writing } from './alterations/writing.cjs';
import { findsOut } from './findsOut.cjs';

describe('an Appcues that differs in what it shows', () => {
	findsOut([...reading, ...analytics, ...jobs], false);
});

describe('an Appcues that differs in what it changes', () => findsOut(writing, true));
