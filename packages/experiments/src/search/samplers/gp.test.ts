import { describeSampler } from '../../testing/describe-sampler.ts';
import { gpSampler } from './gp.ts';

describeSampler(gpSampler({ startup: 4 }), { trials: 12 });
