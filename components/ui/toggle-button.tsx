import type { ReactNode } from 'react';
import classes from './toggle-button.module.css';

/** A button that is pressed or not. */
export const ToggleButton = (props: { isOn: boolean; onToggle: () => void; children: ReactNode }) => (
  <button type="button" className={classes.toggle} aria-pressed={props.isOn} onClick={props.onToggle}>
    {props.children}
  </button>
);
