package io.github.lokiline.samples.orders;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Sends requests from several threads at once and collects the answers. */
final class OrdersClient {

    private static final int THREADS = 4;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Shopping shopping;

    OrdersClient(Shopping shopping) {
        this.shopping = shopping;
    }

    /** Returns one answer for each request, in the order of their numbers. */
    List<Answer> send(int requests) throws InterruptedException, ExecutionException {
        List<Callable<Answer>> tasks = IntStream.range(0, requests)
                .<Callable<Answer>>mapToObj(number -> () -> sendOne(number))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(tasks)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }

    private Answer sendOne(int number) throws Exception {
        int statusCode =
                http.send(shopping.request(number), BodyHandlers.discarding()).statusCode();
        return new Answer(shopping.requestId(number), statusCode);
    }
}
