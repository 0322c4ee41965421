// By itself, so that it runs before all other modules.
import { lockScripts } from './lib/trusted-types.js';

lockScripts();
