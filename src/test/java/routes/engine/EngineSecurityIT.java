package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.dispatcher.DispatcherGrpc;
import routes.protocol.dispatcher.GetVersionRequest;
import routes.protocol.events.PushEventRequest;

/** What attackers without a token, or with one, try at the two ports. */
class EngineSecurityIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String VERSION = "/Dispatcher/GetVersion";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path directory;
  private static EngineHarness harness;
  private static WorkerClient worker;
  private static final ListAppender<ILoggingEvent> LOGGED = new ListAppender<>();

  @BeforeAll
  static void start() {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    ((Logger) LoggerFactory.getLogger("routes.engine")).setLevel(Level.TRACE);
    LOGGED.start();
    root.addAppender(LOGGED);
    harness = new EngineHarness(directory);
    harness.put(workflow("guarded", task("guarded:t")));
    worker = harness.worker("guarded:t");
  }

  @AfterAll
  static void stop() {
    harness.close();
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAppender(LOGGED);
    ((Logger) LoggerFactory.getLogger("routes.engine")).setLevel(null);
  }

  /** Whatever was tried: the worker has its stream, the engine its wits, and the log no token. */
  @AfterEach
  void everythingGoesOn() throws InterruptedException {
    harness.trigger("guarded", "{}");
    AssignedAction action = worker.take();
    assertThat(action.getRetryCount()).isZero();
    worker.complete(action, "{}");
    String signature = harness.engine.token().split("\\.", -1)[2];
    for (ILoggingEvent event : List.copyOf(LOGGED.list)) {
      assertThat(event.getFormattedMessage()).doesNotContain(signature);
      if (event.getThrowableProxy() != null) {
        assertThat(String.valueOf(event.getThrowableProxy().getMessage()))
            .doesNotContain(signature);
      }
    }
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static boolean isClosed(Socket socket) throws IOException {
    try {
      InputStream in = socket.getInputStream();
      int read = in.read();
      while (read >= 0) {
        read = in.read();
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  private static int status(String method, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + harness.engine.restPort() + path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  /** The first line of the answer to a request as it is written. */
  private static String answer(String request) throws IOException {
    try (Socket socket = connect(harness.engine.restPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] line = new byte[12];
      int read = socket.getInputStream().readNBytes(line, 0, line.length);
      return new String(line, 0, read, StandardCharsets.US_ASCII);
    }
  }

  @Test
  void aLengthOfAGibibyteIsRefusedBeforeItComes() throws Exception {
    long before = usedHeap();
    try (RawHttp2 http = new RawHttp2(harness.engine.grpcPort())) {
      http.frame(
          RawHttp2.HEADERS,
          RawHttp2.END_HEADERS,
          1,
          RawHttp2.encode(RawHttp2.call(VERSION, harness.engine.token())));
      http.frame(RawHttp2.DATA, 0, 1, new byte[] {0, 0x40, 0, 0, 0});
      http.flush();
      assertThat(http.trailers(1).get("grpc-status"))
          .hasToString(Integer.toString(Status.Code.RESOURCE_EXHAUSTED.value()));
    }
    assertThat(usedHeap() - before).isLessThan(16L * 1024 * 1024);
  }

  @Test
  void aBombOfZerosIsRefusedWhereItGetsTooLarge() throws Exception {
    long before = usedHeap();
    int length = 200 * 1024 * 1024;
    // The beginning of a payload of this length.
    ByteArrayOutputStream begin = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(begin);
    out.writeTag(PushEventRequest.PAYLOAD_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(length);
    out.flush();
    Status answer =
        pushed(
            new SequenceInputStream(
                new ByteArrayInputStream(begin.toByteArray()), new Zeros(length)));
    assertThat(answer.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(answer.getDescription()).contains("larger than 4 MiB once it is unpacked");
    assertThat(usedHeap() - before).isLessThan(16L * 1024 * 1024);
  }

  @Test
  void whatIsNoMessageIsRefused() throws Exception {
    assertThat(pushed(new Zeros(100)).getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  /** Packs it, sends it as an event, and returns the answer. */
  private Status pushed(InputStream message) throws Exception {
    MethodDescriptor.Marshaller<InputStream> bytes =
        new MethodDescriptor.Marshaller<>() {
          @Override
          public InputStream stream(InputStream value) {
            return value;
          }

          @Override
          public InputStream parse(InputStream stream) {
            return stream;
          }
        };
    MethodDescriptor<InputStream, InputStream> method =
        MethodDescriptor.<InputStream, InputStream>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("EventsService/Push")
            .setRequestMarshaller(bytes)
            .setResponseMarshaller(bytes)
            .build();
    ClientCall<InputStream, InputStream> call =
        ClientInterceptors.intercept(
                harness.open(), EngineHarness.bearer("bearer " + harness.engine.token()))
            .newCall(method, CallOptions.DEFAULT.withCompression("gzip"));
    CompletableFuture<Status> ended = new CompletableFuture<>();
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            ended.complete(status);
          }
        },
        new Metadata());
    call.request(1);
    call.sendMessage(message);
    call.halfClose();
    return ended.get(60, TimeUnit.SECONDS);
  }

  /** So many zeros. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      Arrays.fill(into, offset, offset + count, (byte) 0);
      left -= count;
      return count;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFloodOfResetsEndsItsConnectionOnly(boolean authenticated) throws Exception {
    try (RawHttp2 http = new RawHttp2(harness.engine.grpcPort())) {
      byte[] call =
          RawHttp2.encode(RawHttp2.call(VERSION, authenticated ? harness.engine.token() : ""));
      CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(http::isEnded);
      try {
        for (int i = 0; i < 20_000 && !ended.isDone(); i++) {
          http.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 2 * i + 1, call);
          http.frame(RawHttp2.RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, 8});
        }
        http.flush();
      } catch (IOException e) {
        // It is over already.
      }
      assertThat(ended.get(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aFloodOfEmptyContinuationsEndsItsConnectionOnly() throws Exception {
    try (RawHttp2 http = new RawHttp2(harness.engine.grpcPort())) {
      CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(http::isEnded);
      try {
        http.frame(RawHttp2.HEADERS, 0, 1, RawHttp2.encode(RawHttp2.call(VERSION, "")));
        for (int i = 0; i < 200_000 && !ended.isDone(); i++) {
          http.frame(RawHttp2.CONTINUATION, 0, 1, new byte[0]);
        }
        http.flush();
      } catch (IOException e) {
        // It is over already.
      }
      assertThat(ended.get(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void headersThatAreTooLargeAreRefused() throws Exception {
    try (RawHttp2 http = new RawHttp2(harness.engine.grpcPort())) {
      // 24 KiB, in two frames, since one may have 16.
      byte[] block = RawHttp2.encode(RawHttp2.call(VERSION, "e".repeat(24 * 1024)));
      byte[] first = Arrays.copyOf(block, 16_384);
      byte[] second = Arrays.copyOfRange(block, 16_384, block.length);
      http.frame(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, first);
      http.frame(RawHttp2.CONTINUATION, RawHttp2.END_HEADERS, 1, second);
      http.flush();
      RawHttp2.Frame frame = http.read();
      while (frame.type() != RawHttp2.RST_STREAM
          && frame.type() != RawHttp2.GOAWAY
          && frame.type() != RawHttp2.HEADERS) {
        frame = http.read();
      }
    }
    assertThat(answer("GET /api/v1/meta HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(32_768)))
        .isIn("HTTP/1.1 431", "HTTP/1.1 400");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
        "/grpc.health.v1.Health/Check",
        "/grpc.channelz.v1.Channelz/GetTopChannels",
        "/Dispatcher/Unheard",
        "/v1.AdminService/PutWorkflow"
      })
  void withoutATokenThereIsNeitherSchemaNorData(String path) throws Exception {
    try (RawHttp2 http = new RawHttp2(harness.engine.grpcPort())) {
      http.frame(
          RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, RawHttp2.encode(RawHttp2.call(path, "")));
      http.frame(RawHttp2.DATA, RawHttp2.END_STREAM, 1, new byte[5]);
      http.flush();
      assertThat(http.trailers(1).get("grpc-status").toString())
          .isIn(
              Integer.toString(Status.Code.UNIMPLEMENTED.value()),
              Integer.toString(Status.Code.UNAUTHENTICATED.value()));
    }
  }

  @Test
  void twoTokensOrAnOddOneAreRefusedEverywhere() throws Exception {
    String good = harness.engine.token();
    String path = "/api/v1/tenants/" + harness.engine.tenantId() + "/workflows";
    assertThat(status("GET", path, "Authorization", "Bearer " + good)).isEqualTo(200);
    assertThat(status("GET", path, "Authorization", "bEARER   " + good + " ")).isEqualTo(200);
    assertThat(
            status(
                "GET", path, "Authorization", "Bearer " + good, "Authorization", "Bearer " + good))
        .isEqualTo(403);
    for (String value :
        List.of(
            good,
            "Basic " + good,
            "Bearer" + good,
            "Bearer " + good + "x",
            "Bearer " + good + " " + good,
            "Bearer " + "e".repeat(8_000))) {
      assertThat(status("GET", path, "Authorization", value)).as(value).isEqualTo(403);
    }
    Metadata two = new Metadata();
    Metadata.Key<String> key = Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    two.put(key, "bearer " + good);
    two.put(key, "bearer " + good);
    var stub =
        DispatcherGrpc.newBlockingStub(
            ClientInterceptors.intercept(
                harness.open(), MetadataUtils.newAttachHeadersInterceptor(two)));
    assertThatThrownBy(() -> stub.getVersion(GetVersionRequest.getDefaultInstance()))
        .hasMessage("UNAUTHENTICATED: invalid auth token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/stable/tenants/T/filters",
        "//api/v1/tenants/T/workflows",
        "/api/v1/meta/../tenants/T/workflows",
        "/api/v1/meta/%2e%2e/tenants/T/workflows",
        "/api/live/../v1/tenants/T/workflows",
        "/API/v1/tenants/T/workflows",
        "/api/v1/tenants/T/workflows/",
        "/api/v1/tenants/T/workflows;x=/api/v1/meta",
        "/api/v1/tenants/T/workflows%2f..%2f..%2fmeta",
        "/api/v1/unheard-of"
      })
  void noWayOfWritingAPathGoesRoundTheToken(String path) throws Exception {
    String target = path.replace("/T/", "/" + harness.engine.tenantId() + "/");
    assertThat(answer("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .isEqualTo("HTTP/1.1 403");
  }

  @Test
  void pagesOfOtherSitesGetNothing() throws Exception {
    String path = "/api/v1/tenants/" + harness.engine.tenantId() + "/workflows";
    String token = "Bearer " + harness.engine.token();
    assertThat(answer("GET /api/v1/meta HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
        .isEqualTo("HTTP/1.1 403");
    assertThat(answer("GET /api/v1/meta HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n"))
        .isEqualTo("HTTP/1.1 403");
    assertThat(status("POST", path, "Authorization", token, "Origin", "http://evil.example"))
        .isEqualTo(403);
    assertThat(status("POST", path, "Authorization", token, "Origin", "null")).isEqualTo(403);
    assertThat(status("POST", path, "Authorization", token, "Sec-Fetch-Site", "cross-site"))
        .isEqualTo(403);
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + harness.engine.restPort() + path))
                .header("Authorization", token)
                .header("Origin", "http://evil.example")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
  }

  @Test
  void aBodyIsReadOnlyForWhoHasAToken() throws Exception {
    String path = "/api/v1/stable/tenants/" + harness.engine.tenantId() + "/filters";
    // Refused before anything of the body has come.
    assertThat(
            answer(
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000000\r\n\r\n"))
        .isEqualTo("HTTP/1.1 403");
    assertThat(
            answer(
                "POST "
                    + path
                    + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + harness.engine.token()
                    + "\r\nContent-Length: 2147483647\r\n\r\n"))
        .isEqualTo("HTTP/1.1 413");
  }

  @Test
  void theWrongProtocolIsToldOrClosedAndNothingElse() throws Exception {
    byte[] hello = {22, 3, 1, 0, 5, 1, 0, 0, 1, 3};
    for (int port : new int[] {harness.engine.grpcPort(), harness.engine.restPort()}) {
      try (Socket tls = connect(port)) {
        tls.getOutputStream().write(hello);
        tls.shutdownOutput();
        assertThat(isClosed(tls)).isTrue();
      }
    }
    try (Socket old = connect(harness.engine.grpcPort())) {
      old.getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(isClosed(old)).isTrue();
    }
    try (RawHttp2 http = new RawHttp2(harness.engine.restPort())) {
      assertThat(http.isEnded()).isTrue();
    }
  }

  /** Whoever holds connections without a token loses the oldest; who has one gets in. */
  @Test
  void connectionsOfStrangersGiveWay() throws Exception {
    for (int port : new int[] {harness.engine.grpcPort(), harness.engine.restPort()}) {
      List<Socket> idle = new ArrayList<>();
      try {
        for (int i = 0; i < 600; i++) {
          Socket socket = connect(port);
          // Headers that never end.
          socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
          idle.add(socket);
        }
        assertThat(isClosed(idle.get(0))).isTrue();
        String path = "/api/v1/tenants/" + harness.engine.tenantId() + "/workflows";
        assertThat(status("GET", path, "Authorization", "Bearer " + harness.engine.token()))
            .isEqualTo(200);
        WorkerClient another = harness.worker("guarded:other");
        assertThat(another.id()).isNotEmpty();
      } catch (SocketException e) {
        // Closed while it was being written to, as it should be.
        assertThat(idle).hasSizeGreaterThan(50);
      } finally {
        for (Socket socket : idle) {
          socket.close();
        }
      }
    }
  }

  @Test
  void headersThatComeByteByByteComeToNothing() throws Exception {
    try (Socket slow = connect(harness.engine.restPort())) {
      CompletableFuture<Boolean> closed =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return isClosed(slow);
                } catch (IOException e) {
                  return true;
                }
              });
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                try {
                  slow.getOutputStream().write('G');
                } catch (IOException e) {
                  return true;
                }
                return closed.isDone();
              });
      assertThat(closed.get(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void streamsEndWithTheirToken() throws Exception {
    RestClient rest = new RestClient(harness.engine, harness.engine.token());
    String token =
        rest.post(
                "/api/v1/tenants/" + harness.engine.tenantId() + "/api-tokens",
                "{\"name\":\"short\",\"expiresIn\":\"2s\"}")
            .json()
            .path("token")
            .asText();
    WorkerClient shortLived = harness.workerWith(token, "guarded:other");
    assertThat(shortLived.ended(60)).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void aTokensLifeHasBounds() {
    RestClient rest = new RestClient(harness.engine, harness.engine.token());
    for (String life : List.of("0s", "999999999h", "-1s", "soon")) {
      assertThat(
              rest.post(
                      "/api/v1/tenants/" + harness.engine.tenantId() + "/api-tokens",
                      "{\"name\":\"x\",\"expiresIn\":\"" + life + "\"}")
                  .status())
          .as(life)
          .isEqualTo(400);
    }
  }
}
