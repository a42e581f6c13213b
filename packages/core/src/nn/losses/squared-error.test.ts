import { describeLoss } from '../../testing/describe-loss.ts';
import recorded from '../fixtures/torch.json' with { type: 'json' };
import { squaredError } from './squared-error.ts';

describeLoss(squaredError(), { target: 'number', golden: recorded.losses.squaredError });
