import { describeLayer } from '../../testing/describe-layer.ts';
import { globalAveragePool } from './global-average-pool.ts';

describeLayer(globalAveragePool(), { input: [3, 4, 2], refuses: [[], [3], [3, 0, 2]] });
describeLayer(globalAveragePool(), { input: [5, 3] });
