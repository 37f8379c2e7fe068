package io.stratum.controlplane;

import java.io.FilterInputStream;
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
		return super.read(type, new LimitedMessage(message), hints);
	}

	private static boolean concernsRequest() {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		return request != null && Declaration.concerns(
				request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST));
	}

	private record LimitedMessage(HttpInputMessage message) implements HttpInputMessage {

		@Override
		public InputStream getBody() throws IOException {
			return new LimitedStream(this.message.getBody());
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.message.getHeaders();
		}

	}

	/**
	 * A body without a stated length may turn out too large only while it is read.
	 */
	private static final class LimitedStream extends FilterInputStream {

		private long left = BodyRules.MAX_BYTES;

		private LimitedStream(InputStream body) {
			super(body);
		}

		@Override
		public int read() throws IOException {
			int next = super.read();
			count((next < 0) ? 0 : 1);
			return next;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int read = super.read(buffer, offset, length);
			count(Math.max(read, 0));
			return read;
		}

		private void count(int read) {
			this.left -= read;
			if (this.left < 0) {
				throw BodyRules.tooLarge();
			}
		}

	}

}
