/*
 * The programs' own log, on standard error or a file: one line an event, `time level module: text`.
 * Outside text is escaped; never pass a customer's data, a token or a password.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

enum log_level { LOG_ERROR_, LOG_WARN_, LOG_INFO_, LOG_DEBUG_ };

/* Opens `path` for appending, or standard error when null. Returns 0, or -1 with errno. */
int log_open(const char *path, enum log_level most);
void log_line(enum log_level level, const char *module, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#define log_error(module, ...) log_line(LOG_ERROR_, module, __VA_ARGS__)
#define log_warn(module, ...) log_line(LOG_WARN_, module, __VA_ARGS__)
#define log_info(module, ...) log_line(LOG_INFO_, module, __VA_ARGS__)
#define log_debug(module, ...) log_line(LOG_DEBUG_, module, __VA_ARGS__)

#endif
