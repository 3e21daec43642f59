/** One operator's assignment to one OMS, as the list shows it. */
export interface OperatorRow {
  operatorId: number;
  operatorName: string;
  omsId: number;
  omsName: string;
  isDefault: boolean;
  /** Whether the operator's sign-in is blocked. */
  signInBlocked: boolean;
  /** Whether the permission Operator was revoked. The assignment stays, but gives no access. */
  lacksPermission: boolean;
  /** Other operators of that OMS who can manage it, at most 100. */
  otherOperators: number;
}

/** `no_other_can_manage`: there are other operators, but each is blocked or lacks the permission. */
export type OperatorOmsWarning = 'default_oms' | 'last_operator' | 'no_other_can_manage' | 'self';

/** The facts that a dialog shows before it unassigns an operator. */
export interface OperatorOmsFacts {
  operatorId: number;
  operatorName: string;
  omsId: number;
  omsName: string;
  isDefault: boolean;
  /** The number of OMSs that the operator still manages afterwards. */
  otherOmses: number;
  warnings: OperatorOmsWarning[];
}

/** An operator as GetOperators returns them. */
export interface OperatorReply {
  OperatorId: number;
  OperatorGuid: string;
  OperatorName: string;
  /** 0 without a default. */
  DefaultOMSId: number;
}

/** An assignment as GetOperatorOMSList returns it. */
export interface OperatorOmsReply {
  OperatorId: number;
  OMSId: number;
  IsDefault: boolean;
}
