package io.stratum.benchmarks.memory;

import java.util.Map;

import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;

/**
 * The same rules for jCasbin, where any denial overrides.
 */
final class CasbinPolicies {

	private final Enforcer enforcer;

	CasbinPolicies(int number) {
		Model model = new Model();
		model.addDef("r", "r", "sub, obj, act");
		model.addDef("p", "p", "rule, act, eft");
		model.addDef("e", "e", "some(where (p.eft == allow)) && !some(where (p.eft == deny))");
		model.addDef("m", "m", "r.act == p.act && eval(p.rule)");
		this.enforcer = new Enforcer(model);
		this.enforcer.enableLog(false);
		for (int i = 1; i < number; i++) {
			this.enforcer.addPolicy("r.obj.total > " + (1000 + i) + " && r.sub.level < 5", "approve", "deny");
		}
		this.enforcer.addPolicy("r.obj.region == 'emea'", "approve", "allow");
	}

	boolean allows(Map<String, ?> subject, Map<String, ?> resource) {
		return this.enforcer.enforce(subject, resource, "approve");
	}

}
