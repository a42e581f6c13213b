import { describeLoss } from '../../testing/describe-loss.ts';
import { goldenLoss } from '../fixtures/golden.ts';
import { absoluteError } from './absolute-error.ts';

describeLoss(absoluteError(), { target: 'number', golden: goldenLoss('absoluteError') });
