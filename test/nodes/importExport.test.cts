import { useAppcues, useFastTime } from '../support/appcues.cjs';
import { describeEveryOperation } from '../support/everyOperation.cjs';

const appcues = useAppcues();
useFastTime();

describeEveryOperation(appcues, 'appcuesImport');
describeEveryOperation(appcues, 'appcuesExport');
