package routes.embedded;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings that differ from PostgreSQL's own, as options of its command line. */
final class PostgresSettings {
  private PostgresSettings() {}

  static String options(int port) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("listen_addresses", Ports.LOOPBACK);
    settings.put("port", Integer.toString(port));
    settings.put("unix_socket_directories", "");
    // What is acknowledged stays, also when the power goes.
    settings.put("fsync", "on");
    settings.put("synchronous_commit", "on");
    settings.put("full_page_writes", "on");
    // Small: one process with everything in it stays below 500 MB.
    settings.put("shared_buffers", "32MB");
    settings.put("max_connections", "60");
    settings.put("max_worker_processes", "2");
    settings.put("max_parallel_workers", "2");
    settings.put("autovacuum_max_workers", "1");
    settings.put("wal_level", "minimal");
    settings.put("max_wal_senders", "0");
    settings.put("max_wal_size", "256MB");
    settings.put("jit", "off");
    settings.put("log_min_messages", "warning");
    return settings.entrySet().stream()
        .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(" "));
  }
}
