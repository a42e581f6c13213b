import { describeSampler } from '../../testing/describe-sampler.ts';
import { tpeSampler } from './tpe.ts';

describeSampler(tpeSampler({ startup: 4 }));
describeSampler(tpeSampler({ startup: 4, multivariate: false }));
