import type { UseQueryResult } from '@tanstack/react-query';
import type { Preview } from '@/domain/call/types';
import type { Failure } from '../confirm/call-action';
import type { FormValues, GivenReason } from '../confirm/form-values';
import type { RemovalResource } from './removal-resource';

export interface RemovalDialog<Row, Facts> {
  resource: RemovalResource<Row, Facts>;
  isOpen: boolean;
  preview: UseQueryResult<Preview<Facts>>;
  isPending: boolean;
  failure: Failure | null;
  values: FormValues;
  setValues: (values: FormValues) => void;
  confirm: (reason: GivenReason) => Promise<void>;
  close: () => void;
}
