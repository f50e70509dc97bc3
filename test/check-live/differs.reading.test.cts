import { describe } from '@jest/globals';

import { analytics } from './alterations/analytics.cjs';
import { reading } from './alterations/reading.cjs';
import { findsOut } from './findsOut.cjs';

describe('an Appcues that differs in what it shows', () => {
	findsOut([...reading, ...analytics], false);
});
