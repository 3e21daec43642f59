'use server';

import { endOtherSessions as endOthers, endOwnSession } from '@/domain/users/end-own-sessions';
import { action } from './define-action';

export const endSession = action(endOwnSession, 'plain');
export const endOtherSessions = action(endOthers, 'plain');
