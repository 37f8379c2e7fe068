package io.stratum.autoconfigure.controlplane;

import java.net.http.HttpHeaders;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the API answered.
 */
record Reply(int status, HttpHeaders headers, String text) {

	private static final JsonMapper JSON = new JsonMapper();

	JsonNode json() {
		return JSON.readTree(this.text);
	}

	JsonNode at(String pointer) {
		return json().at(pointer);
	}

	String string(String pointer) {
		return at(pointer).stringValue();
	}

	String id() {
		return string("/id");
	}

	String code() {
		return string("/error/code");
	}

	String header(String name) {
		return this.headers.firstValue(name).orElse("");
	}

	/**
	 * Returns the body without what differs from request to request.
	 */
	String withoutRequestId() {
		String requestId = header("X-Request-ID");
		return requestId.isEmpty() ? this.text : this.text.replace(requestId, "-");
	}

}
