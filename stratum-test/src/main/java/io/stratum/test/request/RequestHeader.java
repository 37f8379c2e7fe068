package io.stratum.test.request;

import java.io.IOException;
import java.util.function.Consumer;

import org.springframework.core.env.EnvironmentCapable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A header that takes the place of what a request says already.
 *
 * @param name name that the application is configured to read
 * @param value who is meant, or the credential
 */
public record RequestHeader(String name, String value) implements ClientHttpRequestInterceptor, Consumer<HttpHeaders> {

	static RequestHeader of(EnvironmentCapable application, String property, String usual, String value) {
		return new RequestHeader(application.getEnvironment().getProperty(property, usual), value);
	}

	/**
	 * Sets the header, as in {@code client.get().uri("/orders").headers(header)}.
	 */
	@Override
	public void accept(HttpHeaders headers) {
		headers.set(this.name, this.value);
	}

	/**
	 * Sets the header of each request, as in
	 * {@code client.mutate().requestInterceptor(header)}.
	 */
	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		accept(request.getHeaders());
		return execution.execute(request, body);
	}

	/**
	 * Says which header it is and hides its value.
	 */
	@Override
	public String toString() {
		return "RequestHeader[" + this.name + "]";
	}

}
