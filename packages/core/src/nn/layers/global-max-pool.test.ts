import { describeLayer } from '../../testing/describe-layer.ts';
import { globalMaxPool } from './global-max-pool.ts';

describeLayer(globalMaxPool(), { input: [3, 4, 2], refuses: [[], [3], [3, 0, 2]] });
describeLayer(globalMaxPool(), { input: [5, 3] });
