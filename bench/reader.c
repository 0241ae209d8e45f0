/* Reads streams: one loop over all of them, which notes when each chunk came.
 *
 *     reader PORT read STREAMS RAMP_S                          streams from beginning to end, opened evenly over RAMP_S
 *     reader PORT climb STALL_US OPENED_PER_S STREAMS [...]    streams that stay open, more at each level
 *
 * What each stream is asked for comes in on standard input. Prints JSON, a line for all or one per level: see
 * readers.py, which compiles and runs this. Chunks carry the moment they were sent, Unix microseconds in 16 digits
 * after "at:"; a stamp that the end of a read cuts in two, which is rare, is left out. */

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
    long *of;
    size_t count, room;
} Numbers;

typedef struct {
    size_t late;
    long longest_us;
} Level;

static Numbers delays_us, first_us;
static long asked_us[MOST_FDS];       /* by file descriptor, of streams whose first chunk has not come; else 0 */
static int open_now, waiting, ended;  /* streams; `waiting`: for their first chunk */
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

static void add(Numbers *numbers, long one) {
    if (numbers->count == numbers->room) {
        numbers->room = numbers->room ? 2 * numbers->room : 4096;
        numbers->of = realloc(numbers->of, numbers->room * sizeof *numbers->of);
        if (!numbers->of) fail("no memory");
    }
    numbers->of[numbers->count++] = one;
}

/* Waiting for sockets, as each system does it. */

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
    asked_us[fd] = now_us();
    if (send(fd, request, request_size, 0) != (ssize_t)request_size) fail_at("send");
    fcntl(fd, F_SETFL, O_NONBLOCK);
    watch(fd);
    open_now++;
    waiting++;
}

static void end(int fd, int whole) {
    if (!whole || asked_us[fd]) fail("a stream ended before its time, or was answered with an error");
    close(fd);
    open_now--;
    ended++;
}

static void note(int fd, const char *data, size_t size) {
    long now = now_us();
    const char *past = data + size, *at = data;
    while ((at = memmem(at, past - at, "at:", 3)) && past - at >= 3 + DIGITS) {
        char digits[DIGITS + 1] = {0};
        memcpy(digits, at + 3, DIGITS);
        if (asked_us[fd]) {
            add(&first_us, now - asked_us[fd]);
            asked_us[fd] = 0;
            waiting--;
        }
        add(&delays_us, now - atol(digits));
        at += 3 + DIGITS;
    }
}

/* Read what has come, waiting at most so long for it. */
static void look(long within_us) {
    static char data[1 << 16];
    int fds[AT_ONCE];
    int count = ready(fds, within_us);
    for (int i = 0; i < count; i++) {
        ssize_t size = recv(fds[i], data, sizeof data, 0);
        if (size < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (size > 0) note(fds[i], data, size);
        if (size <= 0 || (size >= 5 && !memcmp(data + size - 5, "0\r\n\r\n", 5))) end(fds[i], size > 0);
    }
}

/* What is asked */

static void print(const char *name, const Numbers *numbers) {
    printf("\"%s\": [", name);
    for (size_t i = 0; i < numbers->count; i++) printf("%s%ld", i ? "," : "", numbers->of[i]);
    printf("]");
}

static void read_all(int streams, double ramp_s) {
    long since = now_us();
    int opened = 0;
    while (ended < streams) {
        long now = now_us(), due_us = 100000;
        if (now - since > TIMEOUT_US) fail("streams did not end within 60 s");
        if (opened < streams) due_us = since + (long)(ramp_s * 1e6 * opened / streams) - now;
        if (opened < streams && due_us <= 0) {
            open_one();
            opened++;
        }
        look(due_us);
    }
    printf("{\"streams\": %d, \"chunks\": %zu, ", streams, delays_us.count);
    print("first_us", &first_us);
    printf(", ");
    print("delays_us", &delays_us);
    printf("}\n");
}

/* One stream after the other, then until the first chunk of each has come. */
static void open_up_to(int level, int per_s) {
    long since = now_us();
    int had = open_now;
    while (open_now < level) {
        long due_us = since + (open_now - had) * 1000000L / per_s - now_us();
        if (due_us <= 0) open_one();
        look(due_us);
    }
    while (waiting) {
        if (now_us() - since > TIMEOUT_US) fail("streams did not begin within 60 s");
        look(100000);
    }
}

/* A second of what is open. */
static Level second(long stall_us) {
    Level found = {0};
    long left_us, until = now_us() + 1000000;
    delays_us.count = 0;
    while ((left_us = until - now_us()) > 0) look(left_us);
    for (size_t i = 0; i < delays_us.count; i++) {
        found.late += delays_us.of[i] > stall_us;
        if (delays_us.of[i] > found.longest_us) found.longest_us = delays_us.of[i];
    }
    return found;
}

/* Ends at the first level that stalls twice. */
static void climb(long stall_us, int per_s, int levels, char **level) {
    for (int i = 0; i < levels; i++) {
        open_up_to(atoi(level[i]), per_s);
        Level found = second(stall_us);
        if (found.late) found = second(stall_us);
        printf("{\"streams\": %d, \"chunks\": %zu, \"late\": %zu, \"longest_us\": %ld}\n", open_now, delays_us.count,
               found.late, found.longest_us);
        if (found.late) return;
    }
}

int main(int count, char **asked) {
    if (count < 5) fail("see the comment at the beginning of reader.c");
    port = atoi(asked[1]);
    request_size = fread(request, 1, sizeof request, stdin);
#ifdef __linux__
    queue = epoll_create1(0);
#else
    queue = kqueue();
#endif
    if (!strcmp(asked[2], "read"))
        read_all(atoi(asked[3]), atof(asked[4]));
    else
        climb(atol(asked[3]), atoi(asked[4]), count - 5, asked + 5);
    return 0;
}
