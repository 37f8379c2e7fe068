package io.stratum.controlplane;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Reads and writes the bodies of this API, and of nothing else in the application.
 */
final class WireConverter extends JacksonJsonHttpMessageConverter {

	WireConverter() {
		super(Wire.mapper());
	}

	@Override
	public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
		return concernsRequest() && super.canRead(type, mediaType);
	}

	@Override
	public boolean canWrite(ResolvableType type, Class<?> valueClass, @Nullable MediaType mediaType) {
		return concernsRequest() && super.canWrite(type, valueClass, mediaType);
	}

	@Override
	public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
			throws IOException {
		// A body without a stated length may turn out too large only while it is read.
		return super.read(type, ReadAhead.of(message), hints);
	}

	private static boolean concernsRequest() {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		return request != null && Declaration.concerns(
				request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST));
	}

	private record ReadAhead(HttpHeaders headers, byte[] body) implements HttpInputMessage {

		static ReadAhead of(HttpInputMessage message) throws IOException {
			byte[] body = message.getBody().readNBytes(BodyRules.MAX_BYTES + 1);
			if (body.length > BodyRules.MAX_BYTES) {
				throw BodyRules.tooLarge();
			}
			return new ReadAhead(message.getHeaders(), body);
		}

		@Override
		public InputStream getBody() {
			return new ByteArrayInputStream(this.body);
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

	}

}
