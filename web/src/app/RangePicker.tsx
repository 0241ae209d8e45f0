import { Button, Group, Popover, Stack, Switch, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { liveQuery } from '../api/live';
import { parseAbsolute, DEFAULT_RANGE, isPreset, type Preset, PRESETS } from '../lib/range';
import { Loading } from '../components/states';
import { localTime, utcTime } from '../lib/times';
import { lazy, Suspense } from 'react';

const AbsoluteRange = lazy(() => import('./CustomRange')); // calendars are large

/** The range of time that every page looks at, and whether it moves along; both in the URL. */
export function RangePicker() {
  const { range = DEFAULT_RANGE, live } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [opened, { close, toggle }] = useDisclosure();
  const { isError: silent } = useQuery({ ...liveQuery, enabled: live ?? false });

  function choose(chosen: string) {
    close();
    // an absolute range stands still
    void navigate({
      to: '.',
      search: before => ({
        ...before,
        range: chosen,
        live: isPreset(chosen) ? before.live : undefined,
      }),
    });
  }

  return (
    <Group gap="xs">
      <Popover opened={opened} onChange={toggle} trapFocus withinPortal position="bottom-end">
        <Popover.Target>
          <Tooltip label={inUtc(range)} disabled={opened || isPreset(range)}>
            <Button
              size="xs"
              variant="default"
              onClick={toggle}
              aria-label={`Time: ${label(range)}`}
            >
              {label(range)}
            </Button>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap="xs">
            {(Object.keys(PRESETS) as Preset[]).map(preset => (
              <Button
                key={preset}
                size="xs"
                variant={preset === range ? 'filled' : 'subtle'}
                onClick={() => choose(preset)}
              >
                {PRESETS[preset].label}
              </Button>
            ))}
            <Text size="xs" c="dimmed">
              From and to, in your time zone
            </Text>
            <Suspense fallback={<Loading what="the calendar" />}>
              <AbsoluteRange range={range} onChoose={choose} />
            </Suspense>
          </Stack>
        </Popover.Dropdown>
      </Popover>
      <Switch
        size="sm"
        label={live && silent ? 'Live: no answer' : 'Live'}
        checked={live ?? false}
        disabled={!isPreset(range)}
        onChange={event => {
          const on = event.currentTarget.checked || undefined;
          void navigate({ to: '.', search: before => ({ ...before, live: on }) });
        }}
      />
    </Group>
  );
}

function label(range: string): string {
  if (isPreset(range)) return PRESETS[range].label;
  const chosen = parseAbsolute(range);
  return chosen ? `${localTime(chosen.start)} to ${localTime(chosen.end)}` : range;
}

function inUtc(range: string): string {
  const chosen = parseAbsolute(range);
  return chosen ? `${utcTime(chosen.start)} to ${utcTime(chosen.end)}` : '';
}
