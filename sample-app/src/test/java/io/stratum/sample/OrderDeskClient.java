package io.stratum.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks to an order desk over HTTP.
 */
final class OrderDeskClient {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final HttpClient http = HttpClient.newHttpClient();

	private final OrderDeskFixture desk;

	private final Map<String, String> headers;

	OrderDeskClient(OrderDeskFixture desk) {
		this(desk, Map.of("Content-Type", "application/json"));
	}

	private OrderDeskClient(OrderDeskFixture desk, Map<String, String> headers) {
		this.desk = desk;
		this.headers = headers;
	}

	OrderDeskClient as(String key) {
		return with("X-API-Key", this.desk.key(key));
	}

	OrderDeskClient naming(String tenant) {
		return with("X-Tenant-ID", tenant);
	}

	private OrderDeskClient with(String header, String value) {
		Map<String, String> more = new HashMap<>(this.headers);
		more.put(header, value);
		return new OrderDeskClient(this.desk, more);
	}

	Answer get(String path) {
		return send("GET", path, "");
	}

	Answer post(String path, String body) {
		return send("POST", path, body);
	}

	Answer send(String method, String path, String body) {
		URI uri = URI.create(path.startsWith("http") ? path : "http://localhost:" + this.desk.port() + path);
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body));
		this.headers.forEach(request::header);
		try {
			return new Answer(this.http.send(request.build(), BodyHandlers.ofString()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What came back.
	 */
	record Answer(HttpResponse<String> response) {

		int status() {
			return this.response.statusCode();
		}

		String text() {
			return this.response.body();
		}

		JsonNode body() {
			return JSON.readTree(text());
		}

		String code() {
			return body().at("/error/code").asString();
		}

		String location() {
			return this.response.headers().firstValue("Location").orElseThrow();
		}

		String withoutRequestId() {
			return text().replace(body().get("request_id").asString(), "");
		}

	}

}
