package io.stratum.benchmarks.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/**
 * The same rules in the Common Expression Language, compiled once, denials before the one
 * that allows.
 */
final class CelPolicies {

	private static final MapType ATTRIBUTES = MapType.create(SimpleType.STRING, SimpleType.DYN);

	private final List<CelRuntime.Program> denials = new ArrayList<>();

	private final CelRuntime.Program allowance;

	CelPolicies(int number) {
		CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
			.addVar("subject", ATTRIBUTES)
			.addVar("resource", ATTRIBUTES)
			.setResultType(SimpleType.BOOL)
			.build();
		CelRuntime runtime = CelRuntimeFactory.standardCelRuntimeBuilder().build();
		for (int i = 1; i < number; i++) {
			this.denials.add(program(compiler, runtime, "resource.total > " + (1000 + i) + " && subject.level < 5"));
		}
		this.allowance = program(compiler, runtime, "resource.region == 'emea'");
	}

	boolean allows(Map<String, ?> attributes) {
		try {
			for (CelRuntime.Program denial : this.denials) {
				if (Boolean.TRUE.equals(denial.eval(attributes))) {
					return false;
				}
			}
			return Boolean.TRUE.equals(this.allowance.eval(attributes));
		}
		catch (CelEvaluationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static CelRuntime.Program program(CelCompiler compiler, CelRuntime runtime, String expression) {
		try {
			return runtime.createProgram(compiler.compile(expression).getAst());
		}
		catch (CelValidationException | CelEvaluationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
