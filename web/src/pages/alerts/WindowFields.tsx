import { NativeSelect, NumberInput } from '@mantine/core';
import { type FieldProps, METRICS } from './fields';
import { WINDOWS, windowWords } from './words';

const CLUSTERS = [
  { value: '', label: 'on their own' },
  { value: 'session', label: 'by session' },
  { value: 'user', label: 'by user' },
];

/** What is compared with levels: which part of the values, over which window. */
export function WindowFields({ fields, change, errorOf }: FieldProps) {
  const { needs } = METRICS[fields.metric];
  const isKnown = WINDOWS.some(({ value }) => value === fields.windowS);
  const windows = isKnown
    ? WINDOWS
    : [...WINDOWS, { value: fields.windowS, label: windowWords(fields.windowS) }];
  const isKnownCluster = CLUSTERS.some(({ value }) => value === fields.clusterBy);
  return (
    <>
      {needs.includes('quantile') && (
        <NumberInput
          label="Percentile"
          min={1}
          max={99.9}
          error={errorOf('quantile')}
          value={fields.quantile}
          onChange={quantile => change({ quantile })}
        />
      )}
      <NativeSelect
        label="Over the last"
        data={windows.map(({ value, label }) => ({ value: String(value), label }))}
        value={String(fields.windowS)}
        onChange={event => change({ windowS: Number(event.currentTarget.value) })}
      />
      {needs.includes('score') && (
        <NativeSelect
          label="Requests count"
          data={
            isKnownCluster
              ? CLUSTERS
              : [...CLUSTERS, { value: fields.clusterBy, label: `by ${fields.clusterBy}` }]
          }
          value={fields.clusterBy}
          onChange={event => change({ clusterBy: event.currentTarget.value })}
        />
      )}
    </>
  );
}
