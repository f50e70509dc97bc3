export { LOCAL, ROOT } from '../setup/paths.cjs';
