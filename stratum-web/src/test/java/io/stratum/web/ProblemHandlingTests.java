package io.stratum.web;

import java.util.List;
import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemHandlingTests {

	private final MockMvcTester mvc = MockMvcTester.of(List.of(new Desk()),
			(builder) -> builder.setControllerAdvice(new Advice()).addFilters(new RequestIdFilter()).build());

	@Test
	void exceptionOfStratumTellsBothKindsOfClient() {
		MvcTestResult result = this.mvc.get().uri("/locked").header("X-Request-ID", "r-1").exchange();
		assertThat(result).hasStatus(403)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.hasHeader("X-Request-ID", "r-1")
			.bodyJson()
			.isStrictlyEqualTo("""
					{"type": "urn:stratum:problem:CONFIG_LOCKED", "title": "Config key is locked", "status": 403,
					 "detail": "Key 'seats' is locked.", "instance": "urn:uuid:r-1", "request_id": "r-1",
					 "error": {"code": "CONFIG_LOCKED", "message": "Key 'seats' is locked.",
					           "details": {"key": "seats"}, "issues": []}}
					""");
	}

	@Test
	void unforeseenExceptionTellsNothing() {
		assertThat(this.mvc.get().uri("/broken")).hasStatus(500)
			.bodyText()
			.contains("INTERNAL_SERVER_ERROR")
			.doesNotContain("select", "secret", "Exception");
	}

	@Test
	void outageSaysWhenToComeBack() {
		assertThat(this.mvc.get().uri("/outage")).hasStatus(503).hasHeader("Retry-After", "1");
	}

	@Test
	void malformedBodyIsNamed() {
		assertIssue(post("{"), "body", "malformed");
		assertIssue(post(""), "body", "malformed");
	}

	@Test
	void valueOfTheWrongTypeIsFoundByItsPath() {
		assertIssue(post("{\"unit_lines\": [{\"quantity\": \"many\"}]}"), "unit_lines[0].quantity", "type");
	}

	@Test
	void parametersAreNamedAsTheWireNamesThem() {
		assertIssue(this.mvc.get().uri("/list").exchange(), "page_size", "required");
		assertIssue(this.mvc.get().uri("/list?page_size=x").exchange(), "page_size", "type");
		assertIssue(this.mvc.get().uri("/things/x").exchange(), "thing_id", "type");
	}

	@Test
	void protocolErrorsAreProblemsToo() {
		assertThat(this.mvc.get().uri("/nowhere")).hasStatus(404).bodyText().contains("\"code\":\"NOT_FOUND\"");
		assertThat(this.mvc.delete().uri("/locked")).hasStatus(405).headers().hasValue("Allow", "GET");
		assertThat(this.mvc.post().uri("/order").contentType(MediaType.TEXT_PLAIN).content("x")).hasStatus(415)
			.bodyText()
			.contains("VALIDATION_ERROR");
		assertThat(this.mvc.get().uri("/list?page_size=1").accept(MediaType.IMAGE_PNG)).hasStatus(406);
	}

	private MvcTestResult post(String body) {
		return this.mvc.post().uri("/order").contentType(MediaType.APPLICATION_JSON).content(body).exchange();
	}

	private static void assertIssue(MvcTestResult result, String path, String code) {
		assertThat(result).hasStatus(400)
			.bodyJson()
			.extractingPath("$.error.issues[0]")
			.asMap()
			.containsEntry("path", path)
			.containsEntry("code", code);
	}

	@RestControllerAdvice
	static class Advice extends ProblemHandling {

	}

	record Line(int quantity) {

	}

	record NewOrder(@com.fasterxml.jackson.annotation.JsonProperty("unit_lines") List<Line> unitLines) {

	}

	@RestController
	static class Desk {

		@GetMapping("/locked")
		String locked() {
			throw new StratumException(ErrorCode.CONFIG_LOCKED, "Key 'seats' is locked.", Map.of("key", "seats"));
		}

		@GetMapping("/broken")
		String broken() {
			throw new IllegalStateException("select secret from customers");
		}

		@GetMapping("/outage")
		String outage() {
			throw new StratumException(ErrorCode.SERVICE_UNAVAILABLE, "Later.");
		}

		@PostMapping("/order")
		String order(@RequestBody NewOrder order) {
			return "done";
		}

		@GetMapping(path = "/list", produces = "application/json")
		List<Integer> list(@RequestParam("page_size") int pageSize) {
			return List.of(pageSize);
		}

		@GetMapping("/things/{thingId}")
		String thing(@PathVariable int thingId) {
			return "thing " + thingId;
		}

	}

}
