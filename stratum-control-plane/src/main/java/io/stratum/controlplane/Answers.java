package io.stratum.controlplane;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Answers with the headers this API gives.
 */
final class Answers {

	private Answers() {
	}

	static <T> ResponseEntity<T> of(T body, long version) {
		return ResponseEntity.ok().eTag(tag(version)).body(body);
	}

	/**
	 * Tells of a new resource that is found below the address that was posted to.
	 */
	static <T> ResponseEntity<T> created(T body, Object id, long version) {
		return ResponseEntity.created(below(id)).eTag(tag(version)).body(body);
	}

	/**
	 * Tells of a new resource that is a sibling of the one whose operation made it.
	 */
	static <T> ResponseEntity<T> createdBeside(T body, Object id, long version) {
		return ResponseEntity.created(below("../../" + id).normalize()).eTag(tag(version)).body(body);
	}

	static <T> ResponseEntity<List<T>> page(List<T> rows, @Nullable String nextCursor) {
		return ResponseEntity.ok().headers(next(nextCursor)).body(rows);
	}

	static HttpHeaders next(@Nullable String cursor) {
		HttpHeaders headers = new HttpHeaders();
		if (cursor != null) {
			String next = ServletUriComponentsBuilder.fromCurrentRequest()
				.replaceQueryParam("cursor", cursor)
				.build()
				.toUriString();
			headers.add(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
		}
		return headers;
	}

	static ResponseEntity<Void> gone() {
		return ResponseEntity.noContent().build();
	}

	private static URI below(Object id) {
		return ServletUriComponentsBuilder.fromCurrentRequest().replaceQuery(null).path("/" + id).build().toUri();
	}

	private static String tag(long version) {
		return "\"" + version + "\"";
	}

}
