import { describeLayer } from '../../testing/describe-layer.ts';
import { gatedLinear } from './gated-linear.ts';

describeLayer(gatedLinear(), { input: [6], refuses: [[], [0], [5]] });
describeLayer(gatedLinear(), { input: [2, 4], refuses: [[2, 3]] });
