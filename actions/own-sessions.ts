'use server';

import { endOtherSessions as endOthers, endOwnSession } from '@/domain/sessions/end-own';
import { action } from './action';

export const endSession = action(endOwnSession, 'own');
export const endOtherSessions = action(endOthers, 'own');
