package io.stratum.sample;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor.Settings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order desk, processed ahead of time as {@code process-aot} does it.
 */
class AheadOfTimeIntegrationTests {

	private static final String CLASS_PATH = System.getProperty("surefire.test.class.path",
			System.getProperty("java.class.path"));

	@TempDir
	private static Path directory;

	private static Path sources;

	private static Path resources;

	private static Path classes;

	@BeforeAll
	static void process() throws IOException {
		sources = directory.resolve("sources");
		resources = directory.resolve("resources");
		classes = directory.resolve("classes");
		Settings settings = Settings.builder()
			.sourceOutput(sources)
			.resourceOutput(resources)
			.classOutput(classes)
			.groupId("io.stratum")
			.artifactId("sample-app")
			.build();
		new SpringApplicationAotProcessor(OrderDeskApplication.class, settings, new String[0]).process();
		compile();
	}

	@Test
	void repositoriesAreMadeAheadOfTime() throws IOException {
		assertThat(generated(sources, "Orders") + generated(sources, "Products")).contains("OrdersImpl__AotRepository",
				"ProductsImpl__AotRepository");
	}

	@Test
	void whatIsFoundByNameIsHinted() throws IOException {
		String hints = Files
			.readString(resources.resolve("META-INF/native-image/io.stratum/sample-app/reachability-metadata.json"));
		assertThat(hints.replace("\\/", "/")).contains("io/stratum/engine/migration", "db/migration",
				"io.stratum.sample.order.NewOrder");
	}

	@Test
	void processedDeskServesItsTenants() throws Exception {
		String path = String.join(File.pathSeparator, classes.toString(), resources.toString(), CLASS_PATH);
		try (PackagedDesk desk = PackagedDesk.start(directory,
				List.of("-Dspring.aot.enabled=true", "-cp", path, OrderDeskApplication.class.getName()))) {
			assertThat(desk.output()).contains("Starting AOT-processed OrderDeskApplication");
			assertThat(orders(desk, "acme write")).contains("\"data\":[{", "\"slug\":\"acme\"");
			assertThat(orders(desk, "globex write")).contains("\"data\":[{").doesNotContain("\"slug\":\"acme\"");
		}
	}

	private static String orders(PackagedDesk desk, String key) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + desk.port() + "/orders"))
			.header("X-API-Key", desk.keys().get(key))
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
	}

	private static String generated(Path folder, String name) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return String.join(" ",
					files.map((file) -> file.getFileName().toString())
						.filter((file) -> file.startsWith(name))
						.toList());
		}
	}

	private static void compile() throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-parameters", "-d",
				classes.toString(), "-cp", classes + File.pathSeparator + CLASS_PATH));
		try (Stream<Path> files = Files.walk(sources)) {
			files.map(Path::toString).filter((file) -> file.endsWith(".java")).forEach(arguments::add);
		}
		assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new))).isZero();
	}

}
