package io.corsync.status;

import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import io.corsync.ledger.Entry;
import io.corsync.ledger.State;
import io.corsync.ledger.Target;
import io.corsync.salesforce.SalesforceId;
import io.corsync.sync.AuditTrail;
import io.corsync.sync.ExitCode;
import io.corsync.sync.FailureReport;
import io.corsync.sync.Inquiry;
import io.corsync.sync.Overview;
import io.corsync.sync.Parking;
import io.corsync.sync.RunRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What is stuck, by cause, and what people do about it.
 */
@Controller
class StuckController {

	private static final int PAGE = 50;

	/** Some of those that wait for a row. */
	private static final int WAITING = 3;

	private static final int LONGEST_REASON = 500;

	private final Overview overview;

	private final Inquiry inquiry;

	private final FailureReport report;

	private final Parking parking;

	private final AuditTrail audit;

	private final Conductor conductor;

	StuckController(Overview overview, Inquiry inquiry, FailureReport report, Parking parking, AuditTrail audit,
			Conductor conductor) {
		this.overview = overview;
		this.inquiry = inquiry;
		this.report = report;
		this.parking = parking;
		this.audit = audit;
		this.conductor = conductor;
	}

	/**
	 * What a run's guards hold.
	 *
	 * @param run the run
	 * @param rows how many rows, by kind
	 */
	record HeldView(long run, Map<String, Long> rows) {

	}

	@GetMapping("/stuck")
	String stuck(Model model) {
		Optional<Target> target = this.overview.target();
		model.addAttribute("totals", target.map(this.report::totals).orElse(null));
		model.addAttribute("held", target.map(this::held).orElse(List.of()));
		return "stuck";
	}

	private List<HeldView> held(Target target) {
		Map<Long, Map<String, Long>> runs = new TreeMap<>();
		this.overview.held(target)
			.forEach(
					(some) -> runs.computeIfAbsent(some.run(), (any) -> new TreeMap<>()).put(some.kind(), some.rows()));
		return runs.entrySet().stream().map((run) -> new HeldView(run.getKey(), run.getValue())).toList();
	}

	@GetMapping("/stuck/{state}/{cause}")
	String cause(@PathVariable String state, @PathVariable String cause, @RequestParam(defaultValue = "0") int page,
			Model model) {
		Target target = this.overview.target().orElseThrow(StuckController::missing);
		FailureReport.CauseGroup group = this.report.totals(target)
			.groups()
			.stream()
			.filter((some) -> some.cause().equals(cause) && some.state().equals(state))
			.findFirst()
			.orElseThrow(StuckController::missing);
		int skipped = Math.max(0, page) * PAGE;
		// One more tells whether there is another page.
		List<FailureReport.Item> items = this.inquiry
			.failures((fresh) -> fresh.items(target, group, skipped, PAGE + 1, WAITING));
		model.addAttribute("group", group);
		model.addAttribute("items", items.subList(0, Math.min(PAGE, items.size())));
		model.addAttribute("page", Math.max(0, page));
		model.addAttribute("more", items.size() > PAGE);
		return "cause";
	}

	@GetMapping("/parked")
	String parked(@RequestParam(required = false) @Nullable String kind,
			@RequestParam(required = false) @Nullable String after, Model model) {
		Entry.Key last = (kind != null && after != null) ? new Entry.Key(kind, after) : null;
		List<FailureReport.Row> rows = this.overview.target()
			.map((target) -> this.inquiry.failures((fresh) -> fresh.parked(target, last, PAGE)))
			.orElse(List.of());
		model.addAttribute("rows", rows);
		model.addAttribute("last", (rows.size() == PAGE) ? rows.get(PAGE - 1) : null);
		return "parked";
	}

	@PostMapping("/stuck/retry")
	String retry(@RequestParam(required = false) @Nullable String cause,
			@RequestParam(required = false) @Nullable String id, Principal principal, RedirectAttributes after) {
		TreeSet<String> ids = new TreeSet<>();
		if (id != null) {
			ids.add(SalesforceId.parse(id).value());
		}
		RunRequest request = new RunRequest.Retry(cause, null, ids, null, cause == null && id == null);
		return StartController.begin(this.conductor, request, principal, after);
	}

	@PostMapping("/park")
	String park(@RequestParam String id, @RequestParam String reason, Principal principal, RedirectAttributes after) {
		String externalId = SalesforceId.parse(id).value();
		String words = reason.strip();
		if (words.isEmpty() || words.length() > LONGEST_REASON) {
			after.addFlashAttribute("notice", "reason");
			return "redirect:/o/" + externalId;
		}
		record("park", externalId, principal, () -> this.parking.park(externalId, words));
		after.addFlashAttribute("notice", "parked");
		return "redirect:/o/" + externalId;
	}

	@PostMapping("/unpark")
	String unpark(@RequestParam String id, Principal principal, RedirectAttributes after) {
		String externalId = SalesforceId.parse(id).value();
		record("unpark", externalId, principal, () -> this.parking.unpark(externalId));
		after.addFlashAttribute("notice", "unparked");
		return "redirect:/o/" + externalId;
	}

	private void record(String command, String id, Principal principal, Runnable work) {
		this.audit.record("%s %s".formatted(command, id), principal.getName(), (runs) -> {
			work.run();
			return ExitCode.DONE.code();
		});
	}

	@GetMapping("/approve/{run}")
	String approval(@PathVariable long run, Model model) {
		Target target = this.overview.target().orElseThrow(StuckController::missing);
		HeldView held = held(target).stream()
			.filter((some) -> some.run() == run)
			.findFirst()
			.orElseThrow(StuckController::missing);
		model.addAttribute("held", held);
		model.addAttribute("groups",
				this.report.totals(target)
					.groups()
					.stream()
					.filter((group) -> group.state().equals(State.HELD.name().toLowerCase(Locale.ROOT)))
					.toList());
		return "approve";
	}

	@PostMapping("/approve/{run}")
	String approve(@PathVariable long run, Principal principal, RedirectAttributes after) {
		return StartController.begin(this.conductor, new RunRequest.Approve(run), principal, after);
	}

	static ResponseStatusException missing() {
		return new ResponseStatusException(HttpStatus.NOT_FOUND);
	}

}
