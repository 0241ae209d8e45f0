import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRange } from '../../hooks/useRange';
import { saveFile } from '../../lib/saveFile';
import { fetchCsv } from './queries';

/** Downloads the result as a CSV file. Runs the statement again, because the file may have more rows than the page. */
export function DownloadButton({ sql }: { sql: string }) {
  const range = useRange();
  const download = useMutation({
    mutationFn: () => fetchCsv(sql, range),
    onSuccess: ({ file }) => saveFile(file, 'result.csv'),
  });
  return (
    <Group gap="sm">
      {download.isError && (
        <Text size="sm" role="alert">
          {download.error.message}
        </Text>
      )}
      {download.data?.truncated && (
        <Text size="sm" role="status">
          The file has the first 100,000 rows; there are more.
        </Text>
      )}
      <Button
        size="xs"
        variant="default"
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        Download CSV
      </Button>
    </Group>
  );
}
