/* Reads streams in one loop over all of them, and records when each chunk arrived.
 *
 *     reader PORT read STREAMS RAMP_S                          streams from start to end, opened evenly over RAMP_S
 *     reader PORT climb STALL_US OPENED_PER_S STREAMS [...]    streams that stay open, more at each level
 *
 * The request for each stream is read from standard input. Prints JSON: one line for all, or one per level. readers.py
 * compiles and runs this program. Chunks carry the timestamp at which they were sent: Unix microseconds in 16 digits
 * after "at:". A timestamp that the end of a read cuts in two, which is rare, is skipped. */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/epoll.h>
#else
#include <sys/event.h>
#endif

enum { MOST_FDS = 1 << 16, AT_ONCE = 256, DIGITS = 16, TIMEOUT_US = 60 * 1000000 };

typedef struct {
    long *values;
    size_t count, capacity;
} Numbers;

typedef struct {
    size_t late;
    long longest_us;
} Level;

static Numbers delays_us, first_us;
static long sent_us[MOST_FDS];        /* by file descriptor: when the request was sent, until the first chunk; else 0 */
static int open_now, waiting, ended;  /* numbers of streams; `waiting`: for their first chunk */
static int port, queue;
static char request[1 << 16];
static size_t request_size;

static void fail(const char *why) {
    fprintf(stderr, "%s\n", why);
    exit(1);
}

static void fail_at(const char *call) {
    fprintf(stderr, "%s: %s\n", call, strerror(errno));
    exit(1);
}

static long now_us(void) {
    struct timeval now;
    gettimeofday(&now, NULL);
    return now.tv_sec * 1000000L + now.tv_usec;
}

static void add(Numbers *numbers, long value) {
    if (numbers->count == numbers->capacity) {
        numbers->capacity = numbers->capacity ? 2 * numbers->capacity : 4096;
        numbers->values = realloc(numbers->values, numbers->capacity * sizeof *numbers->values);
        if (!numbers->values) fail("out of memory");
    }
    numbers->values[numbers->count++] = value;
}

/* Waiting for sockets: epoll on Linux, kqueue elsewhere. */

static void watch(int fd) {
#ifdef __linux__
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    if (epoll_ctl(queue, EPOLL_CTL_ADD, fd, &event)) fail_at("epoll_ctl");
#else
    struct kevent event;
    EV_SET(&event, fd, EVFILT_READ, EV_ADD, 0, 0, NULL);
    if (kevent(queue, &event, 1, NULL, 0, NULL)) fail_at("kevent");
#endif
}

static int ready(int *fds, long within_us) {
    if (within_us < 0) within_us = 0;
#ifdef __linux__
    struct epoll_event events[AT_ONCE];
    int count = epoll_wait(queue, events, AT_ONCE, (int)((within_us + 999) / 1000));
    for (int i = 0; i < count; i++) fds[i] = events[i].data.fd;
#else
    struct kevent events[AT_ONCE];
    struct timespec within = {within_us / 1000000, within_us % 1000000 * 1000};
    int count = kevent(queue, NULL, 0, events, AT_ONCE, &within);
    for (int i = 0; i < count; i++) fds[i] = (int)events[i].ident;
#endif
    return count;
}

/* Streams */

static void open_one(void) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    if (fd < 0 || fd >= MOST_FDS) fail_at("socket");
    if (connect(fd, (struct sockaddr *)&to, sizeof to)) fail_at("connect");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sent_us[fd] = now_us();
    if (send(fd, request, request_size, 0) != (ssize_t)request_size) fail_at("send");
    fcntl(fd, F_SETFL, O_NONBLOCK);
    watch(fd);
    open_now++;
    waiting++;
}

static void end(int fd, int whole) {
    if (!whole || sent_us[fd]) fail("a stream ended early, or was answered with an error");
    close(fd);
    open_now--;
    ended++;
}

static void record(int fd, const char *data, size_t size) {
    long now = now_us();
    const char *past = data + size, *at = data;
    while ((at = memmem(at, past - at, "at:", 3)) && past - at >= 3 + DIGITS) {
        char digits[DIGITS + 1] = {0};
        memcpy(digits, at + 3, DIGITS);
        if (sent_us[fd]) {
            add(&first_us, now - sent_us[fd]);
            sent_us[fd] = 0;
            waiting--;
        }
        add(&delays_us, now - atol(digits));
        at += 3 + DIGITS;
    }
}

/* Read what has arrived, waiting at most that long for it. */
static void receive(long within_us) {
    static char data[1 << 16];
    int fds[AT_ONCE];
    int count = ready(fds, within_us);
    for (int i = 0; i < count; i++) {
        ssize_t size = recv(fds[i], data, sizeof data, 0);
        if (size < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (size > 0) record(fds[i], data, size);
        if (size <= 0 || (size >= 5 && !memcmp(data + size - 5, "0\r\n\r\n", 5))) end(fds[i], size > 0);
    }
}

/* The two commands */

static void print(const char *name, const Numbers *numbers) {
    printf("\"%s\": [", name);
    for (size_t i = 0; i < numbers->count; i++) printf("%s%ld", i ? "," : "", numbers->values[i]);
    printf("]");
}

static void read_all(int streams, double ramp_s) {
    long started = now_us();
    int opened = 0;
    while (ended < streams) {
        long now = now_us(), due_us = 100000;
        if (now - started > TIMEOUT_US) fail("streams did not end within 60 s");
        if (opened < streams) due_us = started + (long)(ramp_s * 1e6 * opened / streams) - now;
        if (opened < streams && due_us <= 0) {
            open_one();
            opened++;
        }
        receive(due_us);
    }
    printf("{\"streams\": %d, \"chunks\": %zu, ", streams, delays_us.count);
    print("first_us", &first_us);
    printf(", ");
    print("delays_us", &delays_us);
    printf("}\n");
}

/* Open streams one after the other, then wait until the first chunk of each has arrived. */
static void open_up_to(int level, int per_s) {
    long started = now_us();
    int before = open_now;
    while (open_now < level) {
        long due_us = started + (open_now - before) * 1000000L / per_s - now_us();
        if (due_us <= 0) open_one();
        receive(due_us);
    }
    while (waiting) {
        if (now_us() - started > TIMEOUT_US) fail("streams did not start within 60 s");
        receive(100000);
    }
}

/* Delays during one second. */
static Level measure_second(long stall_us) {
    Level level = {0};
    long left_us, until = now_us() + 1000000;
    delays_us.count = 0;
    while ((left_us = until - now_us()) > 0) receive(left_us);
    for (size_t i = 0; i < delays_us.count; i++) {
        level.late += delays_us.values[i] > stall_us;
        if (delays_us.values[i] > level.longest_us) level.longest_us = delays_us.values[i];
    }
    return level;
}

/* Ends at the first level that has late chunks twice. */
static void climb(long stall_us, int per_s, int count, char **levels) {
    for (int i = 0; i < count; i++) {
        open_up_to(atoi(levels[i]), per_s);
        Level level = measure_second(stall_us);
        if (level.late) level = measure_second(stall_us);
        printf("{\"streams\": %d, \"chunks\": %zu, \"late\": %zu, \"longest_us\": %ld}\n", open_now, delays_us.count,
               level.late, level.longest_us);
        if (level.late) return;
    }
}

int main(int count, char **arguments) {
    if (count < 5) fail("see the comment at the start of reader.c");
    port = atoi(arguments[1]);
    request_size = fread(request, 1, sizeof request, stdin);
#ifdef __linux__
    queue = epoll_create1(0);
#else
    queue = kqueue();
#endif
    if (!strcmp(arguments[2], "read"))
        read_all(atoi(arguments[3]), atof(arguments[4]));
    else
        climb(atol(arguments[3]), atoi(arguments[4]), count - 5, arguments + 5);
    return 0;
}
