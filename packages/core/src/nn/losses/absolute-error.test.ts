import { describeLoss } from '../../testing/describe-loss.ts';
import recorded from '../fixtures/torch.json' with { type: 'json' };
import { absoluteError } from './absolute-error.ts';

describeLoss(absoluteError(), { target: 'number', golden: recorded.losses.absoluteError });
