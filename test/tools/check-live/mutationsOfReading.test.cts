import { describe } from '@jest/globals';

import { reading } from './mutations/reading.cjs';
import { expectDetected } from './expectDetected.cjs';

describe('an Appcues that differs in what it returns', () => expectDetected(reading, false));
