'use client';

import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import type { Day } from './days';

interface Props {
  days: Day[];
  series: { name: string; label: string; color: string }[];
}

/** One bar for each day, its kinds on top of one another. */
export function RemovalsChart({ days, series }: Props) {
  return (
    <BarChart
      h={220}
      data={days}
      dataKey="day"
      type="stacked"
      series={series}
      withLegend
      legendProps={{ verticalAlign: 'bottom' }}
      yAxisProps={{ allowDecimals: false, width: 36 }}
      xAxisProps={{ tickFormatter: (day: string) => day.slice(5), minTickGap: 24 }}
      // The table below has the same numbers for who can't see it: nothing here takes the focus.
      barChartProps={{ accessibilityLayer: false }}
      barProps={{ isAnimationActive: false }}
      gridAxis="x"
      tickLine="none"
    />
  );
}
