package routes.runtime;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The one table an operator needs: where everything is. */
final class AddressTable {
  private AddressTable() {}

  static void print(HttpAddress http, Infrastructure infrastructure, long nanos) {
    print(System.out, rows(http, infrastructure), nanos);
  }

  private static Map<String, String> rows(HttpAddress http, Infrastructure infrastructure) {
    Map<String, String> rows = new LinkedHashMap<>();
    if (http.served()) {
      rows.put("Pages", http.url() + "/");
      rows.put("HTTP", http.url() + "/api/loan-applications");
      rows.put("Events by gRPC", http.host() + ":" + http.eventsPort());
      rows.put("Hawtio", http.url() + "/hawtio");
      rows.put("Health, metrics", http.url() + "/observe/health, /observe/metrics");
    }
    rows.put("Kafka", infrastructure.brokers());
    rows.put("Hatchet gRPC", infrastructure.engine());
    if (!infrastructure.engineRest().isEmpty()) {
      rows.put("Hatchet REST", infrastructure.engineRest());
    }
    Path token = infrastructure.tokenFile();
    if (token != null) {
      rows.put("Hatchet token", token.toString());
    }
    rows.put("PostgreSQL", infrastructure.databaseAddress());
    rows.put("Redis", withoutPassword(infrastructure.redisUrl()));
    return rows;
  }

  private static void print(PrintStream out, Map<String, String> rows, long nanos) {
    int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder table = new StringBuilder(System.lineSeparator());
    rows.forEach(
        (name, address) ->
            table
                .append("  ")
                .append(name)
                .append(" ".repeat(width - name.length() + 3))
                .append(address)
                .append(System.lineSeparator()));
    table.append(
        String.format(Locale.ROOT, "%n  Ready after %.1f s. Ctrl+C stops it.%n", nanos / 1e9));
    out.println(table);
  }

  private static String withoutPassword(String url) {
    return url.replaceFirst("//[^@/]*@", "//");
  }
}
