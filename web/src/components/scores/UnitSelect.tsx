import { Group, SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ScoreUnit, titleOfUnits } from '../../lib/scoreUnit';

/** Chooses between the scores of requests and of sessions, where there are both. */
export function UnitSelect({ unit, units }: { unit: ScoreUnit; units: ScoreUnit[] }) {
  const navigate = useNavigate();
  if (!units.some(each => each !== unit)) return null;
  return (
    <Group>
      <SegmentedControl
        size="xs"
        aria-label="Scores of"
        value={unit}
        onChange={chosen =>
          void navigate({
            to: '.',
            search: before => ({ ...before, unit: chosen === 'session' ? 'session' : undefined }),
          })
        }
        data={(['request', 'session'] as const).map(each => ({
          value: each,
          label: titleOfUnits(each),
        }))}
      />
    </Group>
  );
}
