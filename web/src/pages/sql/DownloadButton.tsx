import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { fetchCsv } from './queries';

/** The answer as a file, asked for anew: it may be longer than what is shown. */
export function DownloadButton({ sql }: { sql: string }) {
  const asked = useMutation({
    mutationFn: () => fetchCsv(sql),
    onSuccess: ({ file }) => saveFile(file),
  });
  return (
    <Group gap="sm">
      {asked.isError && (
        <Text size="sm" role="alert">
          {asked.error.message}
        </Text>
      )}
      {asked.data?.truncated && (
        <Text size="sm" role="status">
          The file has the first 100,000 rows; there are more.
        </Text>
      )}
      <Button size="xs" variant="default" loading={asked.isPending} onClick={() => asked.mutate()}>
        Download CSV
      </Button>
    </Group>
  );
}

function saveFile(file: Blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = 'answer.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser reads it after this returns
}
