package io.stratum.autoconfigure.controlplane;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.stratum.controlplane.ControlPlaneSettings;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The page that shows the description of the API, made of the files of Swagger UI.
 */
final class DocumentPage {

	private static final List<String> FILES = List.of("swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png");

	private static final String RULES = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
			+ "frame-ancestors 'none'";

	private final String path;

	private final String document;

	private final String files;

	/**
	 * Creates the page.
	 * @param version the version of Swagger UI on the class path
	 */
	DocumentPage(ControlPlaneSettings settings, String version) {
		this.path = settings.docsPath();
		this.document = settings.basePath() + "/openapi.json";
		this.files = "META-INF/resources/webjars/swagger-ui/" + version + "/";
	}

	RouterFunction<ServerResponse> routes() {
		RouterFunctions.Builder routes = RouterFunctions.route()
			.GET(this.path, text(MediaType.TEXT_HTML, page()))
			.GET(this.path + "/show.js", text(MediaType.valueOf("text/javascript"), script()));
		FILES.forEach((file) -> routes.GET(this.path + "/" + file, file(new ClassPathResource(this.files + file))));
		return routes.build();
	}

	private static HandlerFunction<ServerResponse> text(MediaType type, String text) {
		MediaType inUtf8 = new MediaType(type, StandardCharsets.UTF_8);
		return (request) -> ServerResponse.ok()
			.contentType(inUtf8)
			.header("Content-Security-Policy", RULES)
			.body(text.getBytes(StandardCharsets.UTF_8));
	}

	private static HandlerFunction<ServerResponse> file(Resource resource) {
		return (request) -> ServerResponse.ok().body(resource);
	}

	private String page() {
		return """
				<!doctype html>
				<html lang="en">
				<head>
				<meta charset="utf-8">
				<title>Stratum control plane</title>
				<link rel="icon" href="%1$s/favicon-32x32.png">
				<link rel="stylesheet" href="%1$s/swagger-ui.css">
				</head>
				<body>
				<main id="api"></main>
				<script src="%1$s/swagger-ui-bundle.js"></script>
				<script src="%1$s/show.js"></script>
				</body>
				</html>
				""".formatted(this.path);
	}

	private String script() {
		return "SwaggerUIBundle({url: \"" + this.document + "\", dom_id: \"#api\", deepLinking: true});\n";
	}

}
