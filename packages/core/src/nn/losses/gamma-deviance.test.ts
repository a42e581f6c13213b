import { describeLoss } from '../../testing/describe-loss.ts';
import recorded from '../fixtures/losses.json' with { type: 'json' };
import { gammaDeviance } from './gamma-deviance.ts';

describeLoss(gammaDeviance(), { target: 'positive', golden: recorded.gammaDeviance });
