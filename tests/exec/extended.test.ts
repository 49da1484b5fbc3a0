import { registerExtended } from '../../helpers/scenarios/register.ts';

registerExtended('exec');
