package routes.demo;

import java.net.URI;
import java.util.Map;

/**
 * Where the demo sends the samples.
 *
 * @param http the HTTP interface's root
 * @param brokers Kafka's brokers
 * @param hatchet the environment of the Hatchet client
 */
public record DemoAddresses(URI http, String brokers, Map<String, String> hatchet) {}
