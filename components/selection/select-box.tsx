'use client';

import classes from './select-box.module.css';

interface Props {
  label: string;
  isChecked: boolean;
  isInPart?: boolean;
  isDisabled?: boolean;
  /** The id of the text that says why this can't be selected. The box can still take the focus. */
  refusedBy?: string | undefined;
  /** `isRange`: with Shift, a click or Space is for every row from the last ticked one on. */
  onChange: (isChecked: boolean, isRange: boolean) => void;
}

/** A checkbox of a row or of a head, with padding that makes it easier to click. */
export function SelectBox(props: Props) {
  const { label, isChecked, isInPart = false, isDisabled = false, refusedBy, onChange } = props;
  return (
    <label className={classes.box}>
      <input
        type="checkbox"
        aria-label={label}
        aria-disabled={refusedBy !== undefined || undefined}
        aria-describedby={refusedBy}
        checked={isChecked}
        disabled={isDisabled}
        ref={(box) => {
          if (box) box.indeterminate = isInPart;
        }}
        onChange={({ currentTarget, nativeEvent }) => {
          if (refusedBy === undefined) {
            onChange(currentTarget.checked, (nativeEvent as MouseEvent).shiftKey);
          }
        }}
      />
    </label>
  );
}
