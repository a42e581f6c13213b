import { describeLoss } from '../../testing/describe-loss.ts';
import { goldenLoss } from '../fixtures/golden.ts';
import { squaredError } from './squared-error.ts';

describeLoss(squaredError(), { target: 'number', golden: goldenLoss('squaredError') });
