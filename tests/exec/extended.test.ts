import { registerDepth } from '../../helpers/scenarios/register.ts';

registerDepth('exec');
